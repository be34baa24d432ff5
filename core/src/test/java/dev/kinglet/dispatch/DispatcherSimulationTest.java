package dev.kinglet.dispatch;

import static dev.kinglet.dispatch.DispatcherProbe.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallId;
import dev.kinglet.ErrorCode;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptId;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.dispatch.FakePlatform.Taken;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.journal.JobEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Jobs in virtual time on a platform that answers late, twice, in any order or not at all, loses, refuses and leaves out; and whose commit
 * records turn up before, after or in the place of answers. A failure names its seed.
 */
final class DispatcherSimulationTest {

    private static final int WORLDS = 1_000;
    private static final int MOST_CALLS = 40;

    private record Due(long nanos, long order, Runnable action) {}

    /** One job, from a seed. */
    private static final class World {
        final SplittableRandom random;
        final DispatcherProbe probe;
        final RecordedStage stage;
        final PriorityQueue<Due> agenda =
                new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
        int taken;
        long order;

        World(long seed) {
            random = new SplittableRandom(seed);
            probe = new DispatcherProbe(seed, 1 + random.nextInt(5));
            stage = new RecordedStage(1, 1 + random.nextInt(MOST_CALLS));
            stage.attempts = 1 + random.nextInt(4);
            stage.callsPerInvocation = random.nextInt(5);
            long patience = random.nextBoolean() ? Long.MAX_VALUE : random.nextLong(30 * MILLI);
            stage.speculation = siblings -> patience;
        }

        void run() {
            probe.run(stage);
            while (!stage.isOver() || !agenda.isEmpty()) {
                for (; taken < probe.platform.taken.size(); taken++) {
                    become(probe.platform.taken.get(taken));
                }
                Due next = agenda.peek();
                if (next == null || probe.dispatcher.wakeAt() < next.nanos()) {
                    probe.sleep();
                } else {
                    agenda.remove();
                    probe.now = Math.max(probe.now, next.nanos());
                    next.action().run();
                    probe.work();
                }
            }
            probe.dispatcher.endAll();
        }

        boolean happens(int ofHundred) {
            return random.nextInt(100) < ofHundred;
        }

        void in(long nanos, Runnable action) {
            agenda.add(new Due(probe.now + nanos, order++, action));
        }

        /** What is to become of an invocation. */
        void become(Taken one) {
            for (int times = happens(10) ? 2 : 1; times > 0; times--) {
                long delay = happens(3) ? random.nextLong(100_000 * MILLI) : random.nextLong(20 * MILLI);
                int fate = random.nextInt(100);
                if (fate < 5) {
                    in(delay, () -> probe.platform.throttle(one));
                } else if (fate < 15) {
                    in(delay, () -> probe.platform.lose(one, lossCode()));
                } else if (fate < 97) {
                    List<AttemptReport> reports = reports(one);
                    in(delay, () -> probe.platform.answer(one, reports));
                }
            }
            for (CallAttempt call : one.request().calls()) {
                if (happens(20)) {
                    in(random.nextLong(40 * MILLI), () -> probe.commit(stage, call.call(), call.attempt()));
                }
            }
        }

        ErrorCode lossCode() {
            return switch (random.nextInt(4)) {
                case 0 -> ErrorCode.WORKER_NOT_STARTED;
                case 1 -> ErrorCode.EXITED;
                case 2 -> ErrorCode.TIMED_OUT;
                default -> ErrorCode.WORKER_LOST;
            };
        }

        List<AttemptReport> reports(Taken one) {
            List<AttemptReport> reports = new ArrayList<>();
            for (CallAttempt call : one.request().calls()) {
                int fate = random.nextInt(100);
                if (fate < 5) {
                    reports.add(FakePlatform.failure(call, ErrorCode.STORE_UNAVAILABLE));
                } else if (fate < 8) {
                    reports.add(FakePlatform.failure(call, ErrorCode.FUNCTION_THREW));
                } else if (fate < 95) {
                    reports.add(FakePlatform.success(call));
                }
                if (happens(3)) {
                    CallAttempt foreign = new CallAttempt(random.nextInt(MOST_CALLS), random.nextInt(3), call.input());
                    reports.add(FakePlatform.failure(foreign, ErrorCode.FUNCTION_THREW));
                }
                if (happens(3) && !reports.isEmpty()) {
                    reports.add(reports.getFirst());
                }
            }
            Collections.shuffle(reports, new Random(random.nextLong()));
            return reports;
        }

        void check() {
            Set<AttemptId> sent = new HashSet<>();
            Set<AttemptId> ended = new HashSet<>();
            Set<Integer> calls = new HashSet<>();
            Set<Long> billed = new HashSet<>();
            for (JobEvent event : stage.events) {
                switch (event) {
                    case JobEvent.AttemptsSent out -> {
                        for (int i = 0; i < out.calls().length; i++) {
                            assertThat(sent.add(id(out.calls()[i], out.attempts()[i])))
                                    .isTrue();
                        }
                    }
                    case JobEvent.AttemptsEnded back -> {
                        for (AttemptEnd end : back.ends()) {
                            assertThat(sent).contains(end.id());
                            assertThat(ended.add(end.id()))
                                    .as("first end of " + end)
                                    .isTrue();
                        }
                        if (back.invocation().billed() != null) {
                            assertThat(billed.add(back.invocation().invocation()))
                                    .isTrue();
                        }
                    }
                    case JobEvent.CallEnded end -> {
                        assertThat(calls.add(end.call()))
                                .as("first end of " + end)
                                .isTrue();
                        check(end, sent);
                    }
                    case JobEvent.StageBegan began -> assertThat(sent).isEmpty();
                    case JobEvent.StageEnded over -> assertThat(calls).hasSize(stage.calls);
                }
            }
            assertThat(ended).isEqualTo(sent);
            assertThat(stage.events(JobEvent.StageEnded.class)).hasSize(1);
            assertThat(stage.published).isLessThanOrEqualTo(stage.calls);
        }

        private AttemptId id(int call, int attempt) {
            return new AttemptId(new CallId(stage.job(), stage.stage(), call), attempt);
        }

        private static void check(JobEvent.CallEnded call, Set<AttemptId> sent) {
            AttemptEnd end = call.end();
            if (end != null) {
                assertThat(sent).contains(end.id());
                assertThat(end.call()).isEqualTo(call.call());
                assertThat(end.outcome()).isSameAs(call.outcome());
            } else {
                assertThat(call.outcome()).isInstanceOf(AttemptOutcome.Failed.class);
            }
        }
    }

    @Test
    void eachCallCountsOnceAndEachAttemptIsSeenToEndOnce() {
        int silences = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            World world = new World(seed);
            try {
                world.run();
                world.check();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            silences += (int) DispatcherProbe.attemptEnds(world.stage).stream()
                    .filter(end -> end.endsWith("SILENCE"))
                    .count();
        }
        assertThat(silences).as("some attempts were never told of").isPositive();
    }
}
