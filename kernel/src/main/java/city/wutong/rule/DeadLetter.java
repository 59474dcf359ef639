package city.wutong.rule;

import city.wutong.text.Text;
import java.time.Instant;

/// Why a rule is asked no more (死信), and from where on: what it was not told since then is not kept
/// row by row, for the journal has it.
///
/// @param number from 1, for each rule
/// @param entity the URI of the entity that it was asked about
/// @param at of the city clock
/// @param from the first change that it missed
public record DeadLetter(int number, String entity, Instant at, Text problem, long from) {}
