package dev.kinglet.execute;

/** What a worker keeps from invocation to invocation. */
record WorkerTools(
        FunctionCache functions,
        WorkerStores stores,
        Watchdog watchdog,
        CallLog log,
        System.Logger logger,
        HeapGauge heap,
        int memoryMegabytes) {}
