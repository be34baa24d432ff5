package dev.kinglet.execute;

import dev.kinglet.execute.global.GlobalState;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;

/** What a worker keeps from invocation to invocation. */
record WorkerTools(
        WorkerHost host,
        GlobalState state,
        FunctionCache functions,
        StoreConnections connections,
        Stores stores,
        Watchdog watchdog,
        CallLog log,
        System.Logger logger,
        HeapGauge heap,
        int memoryMegabytes,
        SigningKey key) {}
