package dev.kinglet.schedule;

import static dev.kinglet.schedule.SchedulerProbe.MILLI;
import static dev.kinglet.schedule.SchedulerProbe.SECOND;
import static dev.kinglet.schedule.SchedulerProbe.inBatchesOf;
import static dev.kinglet.schedule.SchedulerProbe.policy;
import static dev.kinglet.schedule.SchedulerProbe.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ErrorCode;
import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Speculation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every row of the life of a call, each by the events that lead to it. */
final class CallLifecycleTest {

    private static final List<SchedulerProbe> PROBES = new ArrayList<>();

    private final SchedulerProbe probe = probe();

    private static SchedulerProbe probe() {
        SchedulerProbe probe = new SchedulerProbe(2, 2);
        PROBES.add(probe);
        return probe;
    }

    @AfterAll
    static void everyRowWasTaken() {
        Set<CallLifecycle.Transition> untaken = new HashSet<>(CallLifecycle.TABLE);
        PROBES.forEach(probe -> probe.transitionsTaken().forEach(untaken::remove));
        assertThat(untaken).isEmpty();
    }

    @Test
    void aCallThatSucceedsEndsOnceWithTheDetailOfItsReport() {
        probe.run(1, policy(), 1);

        probe.succeed(probe.dispatch());

        assertThat(probe.latest())
                .containsExactly(
                        new SchedulerAction.CallEnded<>(1, 0, 1, null, "report of 0"),
                        new SchedulerAction.StageEnded<>(1));
    }

    @Test
    void aRetryableFailureIsTriedAgainAfterABackOffUnderAFreshNumber() {
        probe.run(1, policy(), 1);
        probe.fail(probe.dispatch(), ErrorCode.STORE_UNAVAILABLE);
        assertThat(probe.ended()).isEmpty();

        SchedulerAction.Dispatch<String> second = probe.sleepUntilSent();

        assertThat(second.attempts()).containsExactly(1);
        probe.succeed(second);
        assertThat(probe.ended()).containsExactly("call 0: success after 2");
    }

    @Test
    void aBackOffOfNoTimeIsOverAtOnce() {
        SchedulerProbe quick = new SchedulerProbe(1, 1, SchedulerProbe.withoutBackOff());
        quick.run(1, SchedulerProbe.policy(30, SECOND, Long.MAX_VALUE, 1, false, false, 100), 1);
        SchedulerAction.Dispatch<String> next = quick.dispatch();
        for (int failures = 1; failures < 30; failures++) {
            quick.fail(next, ErrorCode.STORE_UNAVAILABLE);
            next = quick.sleepUntilSent();
        }

        quick.succeed(next);

        assertThat(quick.ended()).containsExactly("call 0: success after 30");
    }

    @Test
    void attemptsEndWithTheLastFailure() {
        probe.run(1, policy(), 1);
        probe.fail(probe.dispatch(), ErrorCode.STORE_UNAVAILABLE);
        probe.fail(probe.sleepUntilSent(), ErrorCode.STORE_UNAVAILABLE);

        probe.lose(probe.sleepUntilSent(), ErrorCode.WORKER_CRASHED);

        assertThat(probe.ended()).containsExactly("call 0: WORKER_CRASHED after 3");
        assertThat(probe.stageEnded()).isTrue();
    }

    @Test
    void aFailureThatNoAttemptCanHelpEndsTheCallAtOnce() {
        probe.run(1, policy(), 1);

        probe.fail(probe.dispatch(), ErrorCode.RESULT_NOT_SERIALIZABLE);

        assertThat(probe.ended()).containsExactly("call 0: RESULT_NOT_SERIALIZABLE after 1");
    }

    @Test
    void anExceptionOfTheFunctionIsRetriedOnlyWhereTheUserWantsIt() {
        probe.run(1, policy(), 1);
        probe.fail(probe.dispatch(), ErrorCode.FUNCTION_THREW);
        assertThat(probe.ended()).containsExactly("call 0: FUNCTION_THREW after 1");

        probe.run(2, SchedulerProbe.policy(2, SECOND, Long.MAX_VALUE, 1, false, true, 1 << 20), 1);
        probe.fail(probe.dispatch(), ErrorCode.FUNCTION_THREW);
        assertThat(probe.ended()).isEmpty();
        probe.fail(probe.sleepUntilSent(), ErrorCode.FUNCTION_THREW);
        assertThat(probe.ended()).containsExactly("call 0: FUNCTION_THREW after 2");
    }

    @Test
    void aCallWithoutAReportGoesAgainUnchargedUnderAFreshNumber() {
        probe.run(1, inBatchesOf(2), 2);
        SchedulerAction.Dispatch<String> first = probe.dispatch();

        probe.answer(first, report(first, 0, null, 0));

        assertThat(probe.ended()).containsExactly("call 0: success after 1");
        SchedulerAction.Dispatch<String> second = probe.dispatch();
        assertThat(second.calls()).containsExactly(1);
        assertThat(second.attempts()).containsExactly(1);
        probe.succeed(second);
        assertThat(probe.ended()).containsExactly("call 1: success after 1");
    }

    @Test
    void aCallThatIsNeverBegunDoesNotGoRoundForEver() {
        probe.run(1, policy(), 1);
        int sent = 0;
        while (!probe.stageEnded()) {
            sent++;
            probe.answer(probe.dispatch());
        }

        assertThat(sent).isEqualTo(1 + SchedulerTuning.MAX_RESENDS);
        assertThat(probe.ended()).containsExactly("call 0: PROTOCOL_VIOLATED after 1");
    }

    @Test
    void callsMayBeGivenBackAsOftenAsOthersOfTheirInvocationsEnd() {
        int calls = 3 * SchedulerTuning.MAX_RESENDS;
        probe.run(1, inBatchesOf(calls), calls);
        int sent = 0;
        while (!probe.stageEnded()) {
            sent++;
            SchedulerAction.Dispatch<String> next = probe.dispatch();
            probe.answer(next, report(next, 0, null, 0));
            assertThat(probe.ended()).hasSize(1).allMatch(end -> end.endsWith("success after 1"));
        }

        assertThat(sent).isEqualTo(calls);
    }

    @Test
    void callsLostTogetherAreSentAloneSoThatTheCulpritIsToldFromItsNeighbours() {
        probe.run(1, inBatchesOf(3), 3);

        probe.lose(probe.dispatch(), ErrorCode.EXITED);

        List<SchedulerAction.Dispatch<String>> alone = new ArrayList<>(probe.sent());
        probe.succeed(alone.get(0));
        alone.addAll(probe.sent());
        probe.lose(alone.get(1), ErrorCode.EXITED);
        assertThat(probe.ended()).containsExactly("call 1: EXITED after 1");
        probe.succeed(alone.get(2));
        assertThat(alone).allSatisfy(dispatch -> assertThat(dispatch.calls()).hasSize(1));
        assertThat(probe.ended()).containsExactly("call 2: success after 1");
        assertThat(probe.stageEnded()).isTrue();
    }

    @Test
    void aSuspectStaysAloneWhenItIsTriedAgain() {
        probe.run(1, inBatchesOf(2), 4);
        SchedulerAction.Dispatch<String> batch = probe.sent().getFirst();
        probe.lose(batch, ErrorCode.WORKER_LOST);
        probe.lose(probe.dispatch(), ErrorCode.WORKER_LOST);

        SchedulerAction.Dispatch<String> again = probe.sleepUntilSent();

        assertThat(again.calls()).hasSize(1);
    }

    @Test
    void suspectsDoNotWaitForCompany() {
        probe.submit(1, inBatchesOf(3)).ready(1, 3);

        probe.lose(probe.dispatch(), ErrorCode.WORKER_LOST);

        assertThat(probe.sent()).hasSize(2);
    }

    @Test
    void aWorkerThatDidNotStartIsNoReasonToSendItsCallsAlone() {
        probe.run(1, inBatchesOf(3), 3);

        probe.lose(probe.dispatch(), ErrorCode.WORKER_NOT_STARTED);

        int sent = 0;
        while (sent < 3) {
            sent += probe.sleepUntilSent().calls().length;
        }
        assertThat(probe.describe(1)).doesNotContain("ISOLATED");
    }

    @Test
    void aRefusedInvocationEndsAllItsCalls() {
        probe.run(1, inBatchesOf(2), 2);

        probe.lose(probe.dispatch(), ErrorCode.INVOCATION_REFUSED);

        assertThat(probe.ended())
                .containsExactly("call 0: INVOCATION_REFUSED after 1", "call 1: INVOCATION_REFUSED after 1");
    }

    @Test
    void aCallWhoseInputCannotBeHadFailsWhateverItIsDoing() {
        probe.run(1, policy(), 4);
        List<SchedulerAction.Dispatch<String>> sent = probe.sent();
        probe.fail(sent.get(0), ErrorCode.STORE_UNAVAILABLE);

        probe.on(new SchedulerEvent.CallUnready<>(1, 0, ErrorCode.STORE_DENIED));
        assertThat(probe.ended()).containsExactly("call 0: STORE_DENIED after 1");
        probe.on(new SchedulerEvent.CallUnready<>(1, 1, ErrorCode.STORE_DENIED));
        assertThat(probe.latest())
                .contains(new SchedulerAction.CancelInvocation<>(sent.get(1).invocation()));
        probe.on(new SchedulerEvent.CallUnready<>(1, 3, ErrorCode.STORE_DENIED));
        assertThat(probe.ended()).containsExactly("call 3: STORE_DENIED after 0");
    }

    @Test
    void aCallAnnouncedWithoutAnInputIsNotSent() {
        probe.submit(1, inBatchesOf(2)).on(new SchedulerEvent.CallsReady<>(1, new int[] {-1, 1, -1, -1, 1}));
        assertThat(probe.dispatch().calls()).containsExactly(1, 4);

        probe.on(new SchedulerEvent.CallUnready<>(1, 0, ErrorCode.DEPENDENCY_FAILED));
        assertThat(probe.ended()).containsExactly("call 0: DEPENDENCY_FAILED after 0");
        probe.on(new SchedulerEvent.CallCancelled<>(1, 2));
        assertThat(probe.ended()).containsExactly("call 2: CANCELLED after 0");
    }

    @Test
    void theDeadlineEndsACallThatWasAnnouncedWithoutAnInput() {
        probe.submit(1, SchedulerProbe.policy(1, SECOND, probe.now() + SECOND, 1, false, false, 100));
        probe.on(new SchedulerEvent.CallsReady<>(1, new int[] {-1}));

        probe.pass(SECOND).on(new SchedulerEvent.Tick<>());

        assertThat(probe.ended()).containsExactly("call 0: DEADLINE_EXCEEDED after 0");
    }

    @Test
    void aCancelledCallEndsWhateverItIsDoing() {
        probe.run(1, policy(), 4);
        List<SchedulerAction.Dispatch<String>> sent = probe.sent();
        probe.fail(sent.get(0), ErrorCode.STORE_UNAVAILABLE);

        probe.on(new SchedulerEvent.CallCancelled<>(1, 0));
        assertThat(probe.ended()).containsExactly("call 0: CANCELLED after 1");
        probe.on(new SchedulerEvent.CallCancelled<>(1, 1));
        assertThat(probe.ended()).containsExactly("call 1: CANCELLED after 1");
        assertThat(probe.latest())
                .contains(new SchedulerAction.CancelInvocation<>(sent.get(1).invocation()));
        probe.on(new SchedulerEvent.CallCancelled<>(1, 3));
        assertThat(probe.ended()).containsExactly("call 3: CANCELLED after 0");
        probe.on(new SchedulerEvent.CallCancelled<>(1, 3));
        assertThat(probe.ended()).isEmpty();
    }

    @Test
    void theDeadlineEndsCallsWhateverTheyAreDoing() {
        probe.submit(1, SchedulerProbe.policy(3, SECOND, probe.now() + 20 * MILLI, 1, false, false, 1 << 20));
        probe.ready(1, 4);
        List<SchedulerAction.Dispatch<String>> sent = probe.sent();
        probe.fail(sent.get(0), ErrorCode.STORE_UNAVAILABLE);
        SchedulerAction.Dispatch<String> third = probe.dispatch();

        probe.pass(20 * MILLI).on(new SchedulerEvent.Tick<>());

        assertThat(probe.ended()).hasSize(4).allMatch(end -> end.contains("DEADLINE_EXCEEDED"));
        assertThat(probe.cancelled()).contains(sent.get(1).invocation(), third.invocation());
        assertThat(probe.stageEnded()).isTrue();
    }

    @Test
    void anAnswerAfterItsInvocationWasGivenUpCountsIfItIsTheFirst() {
        probe.run(1, inBatchesOf(3), 3);
        SchedulerAction.Dispatch<String> silent = probe.dispatch();
        probe.pass(silent.limitNanos()).sleep();
        assertThat(probe.latest()).contains(new SchedulerAction.CancelInvocation<>(silent.invocation()));
        List<SchedulerAction.Dispatch<String>> again = probe.sent();
        probe.lose(again.get(0), ErrorCode.WORKER_LOST);

        // Of the calls one backs off and two are under way.
        probe.succeed(silent);

        assertThat(probe.ended())
                .containsExactly("call 0: success after 1", "call 1: success after 1", "call 2: success after 1");
        assertThat(probe.stageEnded()).isTrue();
        assertThat(probe.cancelled()).hasSize(2);
        probe.succeed(again.get(1));
        assertThat(probe.latest()).isEmpty();
    }

    @Test
    void anAnswerAfterItsInvocationWasGivenUpCountsForACallThatWaitsToBeSent() {
        SchedulerProbe narrow = new SchedulerProbe(1, 1);
        PROBES.add(narrow);
        narrow.run(1, inBatchesOf(2), 2);
        SchedulerAction.Dispatch<String> silent = narrow.dispatch();
        narrow.pass(silent.limitNanos()).sleep();
        assertThat(narrow.dispatch().calls()).containsExactly(0);

        narrow.succeed(silent);

        assertThat(narrow.ended()).containsExactly("call 0: success after 1", "call 1: success after 1");
    }

    /** A stage that asks for another attempt at each call that has had a worker for so long. */
    private static StagePolicy speculating(int attempts, long patienceNanos, int callsPerInvocation) {
        StagePolicy plain =
                SchedulerProbe.policy(attempts, SECOND, Long.MAX_VALUE, callsPerInvocation, false, false, 100);
        return new StagePolicy(
                plain.retry(),
                siblings -> patienceNanos,
                plain.memoryMegabytes(),
                plain.callNanos(),
                plain.deadlineNanos(),
                plain.callsPerInvocation(),
                plain.failFast(),
                plain.maxPayloadBytes());
    }

    @Test
    void theFirstSuccessOfSeveralAttemptsCountsAndTheOthersAreCancelled() {
        probe.run(1, speculating(3, 10 * MILLI, 1), 1);
        SchedulerAction.Dispatch<String> slow = probe.dispatch();
        SchedulerAction.Dispatch<String> second = probe.sleepUntilSent();
        assertThat(probe.now()).isEqualTo(SECOND + 10 * MILLI);
        assertThat(second.attempts()).containsExactly(1);

        probe.succeed(second);

        assertThat(probe.ended()).containsExactly("call 0: success after 2");
        assertThat(probe.cancelled()).containsExactly(slow.invocation());
        probe.lose(slow, ErrorCode.CANCELLED);
        assertThat(probe.latest()).isEmpty();
    }

    @Test
    void aCallGoesOnWhileOneOfItsAttemptsDoes() {
        SchedulerProbe wide = new SchedulerProbe(4, 4);
        PROBES.add(wide);
        wide.run(1, speculating(1, 10 * MILLI, 1), 1);
        SchedulerAction.Dispatch<String> first = wide.dispatch();
        SchedulerAction.Dispatch<String> second = wide.sleepUntilSent();
        SchedulerAction.Dispatch<String> third = wide.sleepUntilSent();

        wide.lose(second, ErrorCode.WORKER_LOST);
        wide.fail(first, ErrorCode.STORE_UNAVAILABLE);
        assertThat(wide.ended()).isEmpty();
        wide.succeed(third);

        assertThat(wide.ended()).containsExactly("call 0: success after 3");
        assertThat(wide.cancelled()).isEmpty();
    }

    @Test
    void theLastOfSeveralAttemptsFailsTheCall() {
        probe.run(1, speculating(2, 10 * MILLI, 1), 1);
        SchedulerAction.Dispatch<String> first = probe.dispatch();
        SchedulerAction.Dispatch<String> second = probe.sleepUntilSent();

        probe.fail(first, ErrorCode.STORE_UNAVAILABLE);
        probe.fail(second, ErrorCode.WORKER_CRASHED);

        assertThat(probe.ended()).containsExactly("call 0: WORKER_CRASHED after 2");
    }

    @Test
    void anAttemptBesideOthersThatIsNotBegunIsNotSentAgain() {
        probe.run(1, speculating(2, 10 * MILLI, 1), 1);
        SchedulerAction.Dispatch<String> first = probe.dispatch();

        probe.throttle(probe.sleepUntilSent(), 0);
        for (int i = 0; i < 3; i++) {
            probe.pass(10 * SECOND).on(new SchedulerEvent.Tick<>());
            assertThat(probe.sent()).isEmpty();
        }
        probe.succeed(first);

        assertThat(probe.ended()).containsExactly("call 0: success after 1");
    }

    @Test
    void noMoreThanThreeAttemptsAreUnderWayAtACall() {
        SchedulerProbe wide = new SchedulerProbe(8, 8);
        wide.run(1, speculating(1, MILLI, 1), 1);
        for (int i = 1; i < AttemptsUnderWay.MOST; i++) {
            wide.sleepUntilSent();
        }

        wide.pass(5 * MILLI).on(new SchedulerEvent.Tick<>());

        assertThat(wide.sent()).isEmpty();
    }

    @Test
    void callsAtHandGoOutBeforeOtherAttemptsAtThoseUnderWay() {
        SchedulerProbe narrow = new SchedulerProbe(1, 1);
        narrow.submit(1, speculating(1, 10 * MILLI, 0)).ready(1, 2);
        SchedulerAction.Dispatch<String> first = narrow.dispatch();
        narrow.pass(20 * MILLI).on(new SchedulerEvent.Tick<>());

        narrow.succeed(first);

        assertThat(narrow.dispatch().calls()).containsExactly(1);
    }

    @Test
    void aCommitRecordEndsItsCallAndLeavesItsOwnInvocationToAnswer() {
        probe.run(1, inBatchesOf(2), 2);
        SchedulerAction.Dispatch<String> both = probe.dispatch();

        probe.on(new SchedulerEvent.AttemptCommitted<>(1, 1, 0, "record"));

        assertThat(probe.latest()).containsExactly(new SchedulerAction.CallEnded<>(1, 1, 1, null, "record"));
        probe.on(new SchedulerEvent.AttemptCommitted<>(1, 0, 0, "record"));
        assertThat(probe.cancelled()).isEmpty();
        assertThat(probe.stageEnded()).isTrue();
        probe.succeed(both);
        assertThat(probe.latest()).isEmpty();
    }

    @Test
    void aCommitRecordOfAnAttemptThatWasLostCountsAndCancelsTheNext() {
        probe.run(1, policy(), 1);
        probe.lose(probe.dispatch(), ErrorCode.WORKER_LOST);
        SchedulerAction.Dispatch<String> second = probe.sleepUntilSent();

        probe.on(new SchedulerEvent.AttemptCommitted<>(1, 0, 2, "of an attempt that was not made"));
        assertThat(probe.latest()).isEmpty();
        probe.on(new SchedulerEvent.AttemptCommitted<>(1, 0, 0, "record"));

        assertThat(probe.ended()).containsExactly("call 0: success after 2");
        assertThat(probe.cancelled()).containsExactly(second.invocation());
    }

    @Test
    void aCallThatIsToHaveMoreMemoryTravelsAloneWithIt() {
        Retry doubling = (failure, jitter) -> new Retry.Decision.Again(0, 2 * failure.memoryMegabytes());
        probe.run(1, new StagePolicy(doubling, Speculation.NONE, 512, SECOND, Long.MAX_VALUE, 2, false, 100), 2);
        SchedulerAction.Dispatch<String> both = probe.dispatch();
        assertThat(both.memoryMegabytes()).isEqualTo(512);

        probe.answer(both, report(both, 0, ErrorCode.OUT_OF_MEMORY, 0), report(both, 1, ErrorCode.OUT_OF_MEMORY, 0));

        assertThat(probe.sleepUntilAnySent().sent())
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent.memoryMegabytes()).isEqualTo(1_024));
        probe.fail(probe.sent().getFirst(), ErrorCode.OUT_OF_MEMORY);
        assertThat(probe.sleepUntilSent().memoryMegabytes()).isEqualTo(2_048);
    }

    @Test
    void aStepThatIsNotInTheTableNamesCallStateAndHistory() {
        CallStates table = new CallStates(new CallLifecycle(), new Turn<String>());
        table.add(1);
        table.step(0, CallStep.DISPATCHED);

        assertThatThrownBy(() -> table.step(0, CallStep.BACKED_OFF))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call 0 cannot take BACKED_OFF in INVOKED")
                .hasMessageContaining("call 0 in READY took DISPATCHED");
    }

    @Test
    void noStepLeadsOutOfATerminalState() {
        assertThat(CallLifecycle.TABLE).noneMatch(row -> row.from().terminal());
        Set<CallState> terminal = EnumSet.copyOf(
                CallLifecycle.TABLE.stream().map(CallLifecycle.Transition::to).toList());
        terminal.removeIf(state -> !state.terminal());
        assertThat(terminal).containsExactlyInAnyOrder(CallState.SUCCEEDED, CallState.FAILED, CallState.CANCELLED);
    }

    @Test
    void theDocumentShowsTheTable() throws IOException {
        String rows = CallLifecycle.TABLE.stream()
                .map(row -> "| " + row.from() + " | " + row.step() + " | " + row.to() + " |\n")
                .collect(Collectors.joining());
        String arrows = CallLifecycle.TABLE.stream()
                .map(row -> "    " + row.from() + " --> " + row.to() + ": " + row.step() + "\n")
                .collect(Collectors.joining());

        // Surefire runs in the module's directory.
        assertThat(Files.readString(Path.of("../docs/design/call-lifecycle.md")))
                .as("docs/design/call-lifecycle.md is to hold these rows and arrows")
                .contains(rows)
                .contains(arrows);
    }
}
