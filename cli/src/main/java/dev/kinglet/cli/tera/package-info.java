/** The sort benchmark's records, as gensort and Hadoop's TeraSort have them: 100 bytes each, the first ten of them the key. */
@NullMarked
package dev.kinglet.cli.tera;

import org.jspecify.annotations.NullMarked;
