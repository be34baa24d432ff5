@NullMarked
package dev.kinglet.reduce;

import org.jspecify.annotations.NullMarked;
