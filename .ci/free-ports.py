#!/usr/bin/env python3
"""Prints ports of the loopback that are free now, as many as asked for, all different: free-ports.py COUNT"""
import socket
import sys

held = [socket.socket() for _ in range(int(sys.argv[1]))]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))
