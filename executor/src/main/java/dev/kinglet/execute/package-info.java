/** Step 5: the worker. Fetches code and input, runs calls, commits results. The same on every platform, and lean. */
@NullMarked
package dev.kinglet.execute;

import org.jspecify.annotations.NullMarked;
