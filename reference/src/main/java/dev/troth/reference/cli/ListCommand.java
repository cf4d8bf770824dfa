package dev.troth.reference.cli;

import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code troth list}: the specifications of the library. */
@Command(
        name = "list",
        description = "Lists the specifications of the library with their options and scenarios.",
        footer = {"", "Example: troth list --json"},
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints the list as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Specs reader = new Specs();
        JsonArray array = Json.array();
        StringBuilder text = new StringBuilder();
        for (String name : Library.names()) {
            Protocol protocol = reader.protocol(name);
            array.add(object(name, protocol));
            text.append(name)
                    .append("   ")
                    .append(protocol.title())
                    .append(" (")
                    .append(String.join(", ", protocol.cites()))
                    .append(")\n");
            for (Protocol.Option option : protocol.options()) {
                text.append("    option   ")
                        .append(option.name())
                        .append(" = ")
                        .append(String.join(" | ", option.values()))
                        .append('\n');
            }
            text.append("    scenario ")
                    .append(String.join(
                            ", ",
                            protocol.scenarios().stream().map(Scenario::name).toList()))
                    .append('\n');
        }
        System.out.print(
                json
                        ? Json.object()
                                .put("schema", "troth-library")
                                .put("version", 1)
                                .put("specifications", array)
                                .write()
                        : text.toString());
        return ExitCode.OK;
    }

    private static JsonObject object(String name, Protocol protocol) {
        JsonArray options = Json.array();
        for (Protocol.Option option : protocol.options()) {
            JsonArray values = Json.array();
            option.values().forEach(values::add);
            options.add(Json.object().put("name", option.name()).put("values", values));
        }
        JsonArray scenarios = Json.array();
        protocol.scenarios().forEach(s -> scenarios.add(s.name()));
        return Json.object()
                .put("name", name)
                .put("title", protocol.title())
                .put("options", options)
                .put("scenarios", scenarios);
    }
}
