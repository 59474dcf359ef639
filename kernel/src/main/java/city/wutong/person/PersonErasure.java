package city.wutong.person;

import city.wutong.cases.CaseBook;
import city.wutong.cases.CaseCommand;
import city.wutong.context.Cause;
import city.wutong.context.Command;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Writer;
import city.wutong.refusal.Reason;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Erases everything that is kept of people (PIPL article 47): their entities, what belongs to them
/// alone, alerts, and what cases tell of them.
///
/// Up to [#AT_ONCE] entities go in one command, and so all or none; of more, the person goes last,
/// so that an erasure that was cut off finds the rest when it is asked for again. What alerts and
/// cases come to be meanwhile is looked for once more.
///
/// @param pseudonyms makes a URI that leads nowhere, another one each time
public record PersonErasure(
        PersonSearch search, CaseBook cases, Writer writer, Supplier<String> pseudonyms) {
    static final int AT_ONCE = 5_000;

    private static final int ROUNDS = 2;

    /// What came of it.
    ///
    /// @param erased the URIs of what is gone
    /// @param blanked the URIs of the cases that tell of nobody any more
    /// @param kept what stays, and why
    public record Result(List<String> erased, List<String> blanked, Map<String, Refusal> kept) {}

    /// Erases these, each with what belongs to it.
    public Result erase(List<String> ids, Cause cause) throws JournalAway {
        var work = new Work(cause);
        for (var id : ids) {
            work.erase(id);
        }
        return new Result(work.erased, work.blanked, work.kept);
    }

    private final class Work {
        private final Cause cause;
        private final Set<String> done = new HashSet<>();
        private final List<String> erased = new ArrayList<>();
        private final List<String> blanked = new ArrayList<>();
        private final Map<String, Refusal> kept = new LinkedHashMap<>();

        Work(Cause cause) {
            this.cause = cause;
        }

        void erase(String id) throws JournalAway {
            for (int round = 0; round < ROUNDS; round++) {
                var data = search.of(id);
                data.shared()
                        .forEach(each -> kept.put(each, Refusal.of(PersonReason.SHARED, each)));
                submit(operations(data));
            }
        }

        private List<Operation> operations(PersonalData data) {
            var operations = new ArrayList<Operation>();
            data.owned().forEach(each -> add(operations, each));
            data.alerts().forEach(each -> add(operations, each));
            for (var theCase : data.cases()) {
                if (!theCase.isErased() && done.add(theCase.id())) {
                    operations.add(blanking(theCase.id()));
                }
            }
            add(operations, data.person());
            return operations;
        }

        private void add(List<Operation> operations, String id) {
            if (done.add(id)) {
                operations.add(new Operation.Erase(id));
            }
        }

        private Operation blanking(String caseId) {
            var command = new CaseCommand.Erase(pseudonyms.get(), Optional.empty());
            return cases.operation(caseId, command, cause.actor(), Optional.empty());
        }

        private void submit(List<Operation> operations) {
            for (int from = 0; from < operations.size(); from += AT_ONCE) {
                var part = operations.subList(from, Math.min(operations.size(), from + AT_ONCE));
                long weight = (long) part.size() * Command.OVERHEAD;
                writer.submit(Command.of(List.copyOf(part), cause, weight)).forEach(this::note);
            }
        }

        private void note(Outcome outcome) {
            var id = outcome.entityId();
            if (outcome instanceof Outcome.Refused(var _, var refusal)) {
                if (refusal.reason().family() == Reason.Family.BUSY) {
                    throw refusal.thrown(); // what is left is found when it is asked for again
                }
                kept.put(id, refusal);
            } else if (cases.of(id).isPresent()) {
                blanked.add(id);
            } else {
                erased.add(id);
                kept.remove(id);
            }
        }
    }
}
