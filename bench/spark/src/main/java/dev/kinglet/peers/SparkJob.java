package dev.kinglet.peers;
public final class SparkJob { public static void main(String[] a) {} }
