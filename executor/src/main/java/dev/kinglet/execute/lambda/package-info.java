/** Step 5, behind the AWS Lambda Runtime API: what asks for invocations and answers them, in a process of its own. */
@NullMarked
package dev.kinglet.execute.lambda;

import org.jspecify.annotations.NullMarked;
