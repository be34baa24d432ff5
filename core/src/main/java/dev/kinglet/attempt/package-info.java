/** How an attempt at a call ended: the one fact, whoever tells it. Which attempt counts lies in the store as a commit record. */
@NullMarked
package dev.kinglet.attempt;

import org.jspecify.annotations.NullMarked;
