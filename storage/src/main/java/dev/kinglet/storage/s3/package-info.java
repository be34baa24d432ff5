/**
 * Objects in S3 and what speaks like it, by the MinIO client. The only package that imports it or its HTTP client. It asks for
 * nothing that older servers lack: no checksum trailers, no look-up of a bucket's region.
 */
@NullMarked
package dev.kinglet.storage.s3;

import org.jspecify.annotations.NullMarked;
