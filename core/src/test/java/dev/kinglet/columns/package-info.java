@NullMarked
package dev.kinglet.columns;

import org.jspecify.annotations.NullMarked;
