/** Step 5, underneath: as much of HTTP/1.1 as the Lambda Runtime API needs, on plain sockets, with nothing to load. */
@NullMarked
package dev.kinglet.execute.wire;

import org.jspecify.annotations.NullMarked;
