package dev.kinglet.execute;

import dev.kinglet.execute.global.GlobalState;
import dev.kinglet.invoke.SigningKey;

/** What a worker keeps from invocation to invocation. */
record WorkerTools(
        WorkerHost host,
        GlobalState state,
        FunctionCache functions,
        WorkerStores stores,
        Watchdog watchdog,
        CallLog log,
        System.Logger logger,
        HeapGauge heap,
        int memoryMegabytes,
        SigningKey key) {}
