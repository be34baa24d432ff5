/** What a user would pick instead, run beside Kinglet: as whole processes, on the same files. */
@NullMarked
package dev.kinglet.bench.peers;

import org.jspecify.annotations.NullMarked;
