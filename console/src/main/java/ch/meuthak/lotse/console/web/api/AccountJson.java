package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.cost.CostLine;
import ch.meuthak.lotse.console.cost.MonthlyCost;
import ch.meuthak.lotse.console.cost.Price;
import ch.meuthak.lotse.console.credentials.CredentialsInUse;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.request.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The account as {@code GET /api/account} gives it. What is not known is {@code null}. Nothing of it is a secret. */
final class AccountJson {
    private AccountJson() {}

    static ObjectNode of(ConsoleFacts facts) {
        Optional<Topology> latest = facts.feed().latest();
        ObjectNode tree = Json.NODES.objectNode();
        tree.set(
                "identity",
                orNull(latest.flatMap(one -> one.account().toOptional()).map(AccountJson::identity)));
        tree.set(
                "credentials",
                orNull(facts.account().credentials().access().toOptional().map(AccountJson::credentials)));
        tree.put(
                "refused",
                latest.flatMap(Topology::refusal).map(why -> why.message()).orElse(null));
        tree.put("readAt", latest.map(one -> one.takenAt().toString()).orElse(null));
        tree.put(
                "lastGoodReadingAt",
                facts.feed().lastKnown().map(one -> one.takenAt().toString()).orElse(null));
        tree.set("cost", orNull(facts.old().or(() -> latest).map(one -> cost(one, facts))));
        return tree;
    }

    static ObjectNode of(CredentialsInUse.Outcome.Used used) {
        ObjectNode tree = Json.NODES.objectNode();
        tree.set("identity", identity(used.account()));
        tree.set("notes", texts(used.notes()));
        return tree;
    }

    private static JsonNode orNull(Optional<? extends JsonNode> node) {
        return node.<JsonNode>map(known -> known).orElseGet(Json.NODES::nullNode);
    }

    private static ObjectNode identity(Account account) {
        return Json.NODES
                .objectNode()
                .put("account", account.id())
                .put("arn", account.arn())
                .put("meaning", account.meaning());
    }

    private static ObjectNode credentials(Access access) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("source", access.source().name().toLowerCase(Locale.ROOT))
                .put("from", access.from())
                .put("kind", access.key().name().toLowerCase(Locale.ROOT))
                .put("keyEnding", access.keyEnding())
                .put("sessionToken", access.sessionToken())
                .put("expires", access.expires().map(Instant::toString).orElse(null))
                .put("at", access.at().toString());
        List<String> flaws = access.file().stream()
                .flatMap(file -> file.flaws().stream())
                .map(flaw -> flaw.sentence())
                .toList();
        tree.set("fileFlaws", texts(flaws));
        return tree;
    }

    private static ObjectNode cost(Topology topology, ConsoleFacts facts) {
        MonthlyCost cost = facts.account().cost(topology);
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("currency", "USD")
                .put("region", cost.region())
                .put("month", cost.total().map(BigDecimal::toPlainString).orElse(null))
                .put("complete", cost.complete())
                .put("idle", cost.total().map(_ -> cost.idle().toPlainString()).orElse(null));
        ArrayNode lines = tree.putArray("lines");
        cost.lines().forEach(line -> lines.add(line(line)));
        tree.set("uncounted", texts(cost.uncounted()));
        return tree;
    }

    private static ObjectNode line(CostLine line) {
        return Json.NODES
                .objectNode()
                .put("part", line.part())
                .put("id", line.id())
                .put("quantity", line.quantity())
                .put(
                        "price",
                        line.price().map(one -> one.amount().toPlainString()).orElse(null))
                .put("unit", line.price().map(Price::unit).orElse(null))
                .put("source", line.price().map(Price::source).orElse(null))
                .put(
                        "date",
                        line.price()
                                .map(Price::date)
                                .filter(date -> !date.isEmpty())
                                .orElse(null))
                .put("month", line.month().map(amount -> amount.toPlainString()).orElse(null))
                .put("idle", line.isIdle() ? line.idle() : null)
                .put("note", line.note().isEmpty() ? null : line.note());
    }

    private static ArrayNode texts(List<String> values) {
        ArrayNode array = Json.NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
