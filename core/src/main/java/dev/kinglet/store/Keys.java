package dev.kinglet.store;

import dev.kinglet.CallId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds every key in the store.
 *
 * <pre>
 * code/&lt;sha256&gt;                                   jars and closures, shared by all jobs
 * jobs/&lt;job&gt;/manifest.json                        what the job is, readable
 * jobs/&lt;job&gt;/graph.json                           what its stages are and read, of a dataset's job; readable
 * jobs/&lt;job&gt;/&lt;stage&gt;/input/&lt;block&gt;                inputs that did not fit a request, many calls a block, read by range
 * jobs/&lt;job&gt;/&lt;stage&gt;/&lt;call&gt;/&lt;attempt&gt;/output      what an attempt wrote
 * jobs/&lt;job&gt;/&lt;stage&gt;/&lt;call&gt;/commit                which attempt counts
 * </pre>
 *
 * <p>In the store of a sink, hidden from whoever reads a folder as a dataset:
 *
 * <pre>
 * .staged/&lt;job&gt;/&lt;stage&gt;/&lt;call&gt;/&lt;attempt&gt;        a part that an attempt wrote, until the job is complete
 * .committed                                      which job's output it is, and its parts; written on the condition that there is none
 * part-&lt;number&gt;.&lt;extension&gt;                       the parts, in the order of the records: that of their names
 * .complete                                       all parts have their names
 * .staged.bad/&lt;job&gt;/&lt;stage&gt;/&lt;call&gt;/&lt;attempt&gt;    records that did not fit, of an attempt, where a source redirects them to
 * bad-&lt;job&gt;-&lt;number&gt;.jsonl                        those of the attempts that counted
 * </pre>
 */
public final class Keys {

    /** The prefix of all parts, of any job, that are not published. */
    public static final String STAGED = ".staged/";

    /** What says whose output is at the location of a sink: there from the moment in which the output counts. */
    public static final String COMMITTED = ".committed";

    /** What says that all parts of a sink have their names. */
    public static final String COMPLETE = ".complete";

    private static final String STAGED_BAD = ".staged.bad/";

    /** Behind all that lies aside, and before every key that is greater. */
    public static final String BEHIND_STAGED = ".staged0";

    private static final String CODE = "code/";
    private static final String JOBS = "jobs/";

    /** Of its own: a worker only builds keys, and its cold start does not pay for regular expressions. */
    private static final class Forms {

        /** A job's name is its time and some chance. */
        static final Pattern JOB =
                Pattern.compile("([0-9]{8}-[0-9]{6}-[0-9a-f]{8})/(?:(?:manifest|graph)\\.json|[0-9]+/.+)");

        static final Pattern CODE = Pattern.compile("[0-9a-f]{64}");
    }

    private Keys() {}

    /** The prefix of all code. */
    static String allCode() {
        return CODE;
    }

    /** The prefix of all jobs. */
    static String allJobs() {
        return JOBS;
    }

    public static String code(String sha256) {
        return CODE + sha256;
    }

    /** Whether a key can only be one that {@link #code} has built, so that the object may be taken for ours. */
    static boolean isCode(String key) {
        return key.startsWith(CODE)
                && Forms.CODE.matcher(key.substring(CODE.length())).matches();
    }

    /** The job of a key that can only be one of a job's, or null. */
    static @Nullable String jobOf(String key) {
        Matcher matcher = Forms.JOB.matcher(key.startsWith(JOBS) ? key.substring(JOBS.length()) : "");
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** The prefix of everything of one job. */
    public static String job(String job) {
        return JOBS + job + "/";
    }

    public static String manifest(String job) {
        return job(job) + "manifest.json";
    }

    public static String graph(String job) {
        return job(job) + "graph.json";
    }

    public static String inputBlock(String job, int stage, int block) {
        return job(job) + stage + "/input/" + block;
    }

    public static String output(CallId call, int attempt) {
        return "jobs/" + call + "/" + attempt + "/output";
    }

    /** A part of a sink until all are there. */
    public static String staged(CallId call, int attempt) {
        return STAGED + attempt(call, attempt);
    }

    /** Whether a key in the store of a sink is that of something aside. */
    public static boolean isStaged(String key) {
        return key.startsWith(STAGED) || key.startsWith(STAGED_BAD);
    }

    /** The prefix of all parts of one job that are not published. */
    public static String stagedOf(String job) {
        return STAGED + job + "/";
    }

    private static String attempt(CallId call, int attempt) {
        return call.job() + "/" + call.stage() + "/" + call.call() + "/" + attempt;
    }

    /** Records that an attempt could not read, until it counts. */
    public static String stagedBadRecords(CallId call, int attempt) {
        return STAGED_BAD + attempt(call, attempt);
    }

    /** A part of a sink. */
    public static String part(int number, String extension) {
        return "part-" + number(number) + extension;
    }

    /** Records of one call that did not fit, where a source redirects them. */
    public static String badRecords(String job, int number) {
        return "bad-" + job + "-" + number(number) + ".jsonl";
    }

    // Names sort as numbers do, for records are read back in the order of names: a letter comes behind all digits.
    // Not in the digits of the user's locale.
    private static String number(int number) {
        return String.format(Locale.ROOT, number < 100_000 ? "%05d" : "x%010d", number);
    }

    public static String commit(CallId call) {
        return "jobs/" + call + "/commit";
    }
}
