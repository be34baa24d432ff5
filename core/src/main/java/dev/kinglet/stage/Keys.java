package dev.kinglet.stage;

import dev.kinglet.CallId;

/**
 * Builds every key in the store.
 *
 * <pre>
 * code/&lt;sha256&gt;                                   jars and closures, shared by all jobs
 * jobs/&lt;job&gt;/manifest.json                        what the job is, readable
 * jobs/&lt;job&gt;/&lt;stage&gt;/input/&lt;block&gt;                inputs that did not fit a request, many calls a block, read by range
 * jobs/&lt;job&gt;/&lt;stage&gt;/&lt;call&gt;/&lt;attempt&gt;/output      what an attempt wrote
 * jobs/&lt;job&gt;/&lt;stage&gt;/&lt;call&gt;/commit                which attempt counts
 * </pre>
 */
public final class Keys {

    private Keys() {}

    public static String code(String sha256) {
        return "code/" + sha256;
    }

    /** The prefix of everything of one job. */
    public static String job(String job) {
        return "jobs/" + job + "/";
    }

    public static String manifest(String job) {
        return job(job) + "manifest.json";
    }

    public static String inputBlock(String job, int stage, int block) {
        return job(job) + stage + "/input/" + block;
    }

    public static String output(CallId call, int attempt) {
        return "jobs/" + call + "/" + attempt + "/output";
    }

    public static String commit(CallId call) {
        return "jobs/" + call + "/commit";
    }
}
