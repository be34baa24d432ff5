/** Tests: one program, loaded in every way in which programs are loaded. */
@NullMarked
package dev.kinglet.loading;

import org.jspecify.annotations.NullMarked;
