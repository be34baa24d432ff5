package dev.kinglet.execute.global;

/** Something global that is looked after. */
final class Kept<S> {

    private final Global<S> global;

    /** Before any code of a job could change it. */
    private final S pristine;

    /** As the calls of the job that runs are to find it. */
    private S wanted;

    Kept(Global<S> global) {
        this.global = global;
        pristine = global.now();
        wanted = pristine;
    }

    void mayHaveChanged() {
        global.mayHaveChanged();
    }

    boolean isAsWanted() {
        return global.is(wanted);
    }

    /** Puts it back. Gives whether that could be done. */
    boolean putBack() {
        return global.set(wanted);
    }

    /** What it is now is what calls of this job are to find. */
    void adopt(JobGlobals job) {
        wanted = global.now();
        job.own.put(this, wanted);
    }

    /** Calls of this job come next. */
    @SuppressWarnings("unchecked") // what adopt has put there
    boolean enter(JobGlobals job) {
        wanted = (S) job.own.getOrDefault(this, pristine);
        return global.is(wanted) || global.set(wanted);
    }
}
