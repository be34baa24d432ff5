/** Example: text that workers read, counted and joined. */
@NullMarked
package dev.kinglet.examples.wordcount;

import org.jspecify.annotations.NullMarked;
