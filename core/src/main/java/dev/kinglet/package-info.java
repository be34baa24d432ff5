/**
 * What users import: the executor, the functions that it takes, the futures that it gives, and how calls end. Depends on nothing else
 * of Kinglet's but the contract of the object store.
 */
@NullMarked
package dev.kinglet;

import org.jspecify.annotations.NullMarked;
