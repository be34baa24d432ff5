@NullMarked
package dev.kinglet.stage;

import org.jspecify.annotations.NullMarked;
