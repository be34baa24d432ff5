@NullMarked
package dev.kinglet.job;

import org.jspecify.annotations.NullMarked;
