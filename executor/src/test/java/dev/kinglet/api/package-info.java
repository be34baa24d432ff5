/** What users see of the whole path of a call, on every platform. */
@NullMarked
package dev.kinglet.api;

import org.jspecify.annotations.NullMarked;
