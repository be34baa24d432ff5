package dev.kinglet.execute;

import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.invoke.PlatformProfile;

/** The profile of platforms on this machine: Lambda's, with as many workers as the configuration says, all of which start at once. */
public final class LocalProfile {

    /** What of a worker's memory is heap. */
    public static final PlatformProfile.Heap HEAP = AwsLambda.PROFILE.heap();

    private LocalProfile() {}

    /** With so many workers, each of which has its next invocation when it ends one. */
    public static PlatformProfile of(int workers) {
        return AwsLambda.PROFILE.with(new PlatformProfile.Concurrency(
                workers, 2 * workers, workers, 0, new PlatformProfile.Source("the setting \"workers\"", "now")));
    }
}
