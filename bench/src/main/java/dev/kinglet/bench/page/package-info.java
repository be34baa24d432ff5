/** Results as a page for people: figures and plots in one file of HTML that needs nothing else. */
@NullMarked
package dev.kinglet.bench.page;

import org.jspecify.annotations.NullMarked;
