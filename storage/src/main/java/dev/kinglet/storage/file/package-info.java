/**
 * Objects as files under a folder: the store of the local platform, and how existing folders are read. On the path of a cold
 * worker, hence few system calls, and no class that the first call does not need.
 */
@NullMarked
package dev.kinglet.storage.file;

import org.jspecify.annotations.NullMarked;
