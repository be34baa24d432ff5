#!/usr/bin/env python3
"""Makes a bucket on a server that speaks S3, with nothing but Python: s3-bucket.py ENDPOINT BUCKET

Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Signed as AWS's signature version 4 asks.
"""
import datetime
import hashlib
import hmac
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

REGION = "us-east-1"
NO_BODY = hashlib.sha256(b"").hexdigest()


def sign(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def main(endpoint, bucket):
    host = urllib.parse.urlsplit(endpoint).netloc
    now = datetime.datetime.now(datetime.timezone.utc)
    time, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    names = "host;x-amz-content-sha256;x-amz-date"
    canonical = f"PUT\n/{bucket}\n\nhost:{host}\nx-amz-content-sha256:{NO_BODY}\nx-amz-date:{time}\n\n{names}\n{NO_BODY}"
    scope = f"{day}/{REGION}/s3/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{time}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = sign(("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode(), day)
    for part in (REGION, "s3", "aws4_request"):
        key = sign(key, part)
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    request = urllib.request.Request(f"{endpoint}/{bucket}", method="PUT", headers={
        "x-amz-date": time,
        "x-amz-content-sha256": NO_BODY,
        "Authorization": f"AWS4-HMAC-SHA256 Credential={os.environ['AWS_ACCESS_KEY_ID']}/{scope}, "
                         f"SignedHeaders={names}, Signature={signature}",
    })
    try:
        urllib.request.urlopen(request, timeout=30).close()
    except urllib.error.HTTPError as failure:
        sys.exit(f"bucket {bucket} was not made: {failure.code} {failure.read().decode(errors='replace')}")


if __name__ == "__main__":
    main(*sys.argv[1:])
