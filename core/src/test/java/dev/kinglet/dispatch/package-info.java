@NullMarked
package dev.kinglet.dispatch;

import org.jspecify.annotations.NullMarked;
