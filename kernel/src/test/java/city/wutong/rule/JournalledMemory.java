package city.wutong.rule;

import city.wutong.context.MemoryJournal;
import city.wutong.context.Row;
import java.util.LinkedHashMap;
import java.util.List;

/// What rules remember, as the companion rows of a [MemoryJournal] tell.
record JournalledMemory(MemoryJournal journal) implements RuleMemory {
    private record Key(String rule, long entity) {}

    @Override
    public List<Entry> load() {
        var newest = new LinkedHashMap<Key, Entry>();
        for (var row : journal.rows()) {
            if (row.table().equals(TABLE)) {
                var entry = entry(row);
                newest.put(new Key(entry.rule(), entry.entity()), entry);
            }
        }
        return newest.values().stream().filter(entry -> !entry.state().isEmpty()).toList();
    }

    private static Entry entry(Row row) {
        return new Entry(
                (String) row.values().get(0),
                (long) row.values().get(1),
                (String) row.values().get(2));
    }

    @Override
    public void save(List<Entry> entries) {
        journal.keep(entries.stream().map(Entry::row).toList());
    }
}
