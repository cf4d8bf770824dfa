package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.List;

/** What the main file declares and nothing uses: often a check that was forgotten. */
final class Unused {
    private Unused() {}

    static void report(Names names, Source main, List<DeclTree> declarations) {
        for (DeclTree declaration : declarations) {
            if (declaration.span().source() != main) {
                continue;
            }
            switch (declaration) {
                case DeclTree.Option option ->
                    unless(names, "option " + option.name(), "option " + option.name(), option.nameSpan());
                case DeclTree.Param param ->
                    unless(names, "param " + param.name(), "param " + param.name(), param.nameSpan());
                case DeclTree.Key key -> unless(names, "key " + key.name(), "key " + key.name(), key.nameSpan());
                case DeclTree.Timer timer ->
                    unless(names, "timer " + timer.name(), "timer " + timer.name(), timer.nameSpan());
                case DeclTree.Layout layout ->
                    unless(names, "layout " + layout.name(), "layout " + layout.name(), layout.nameSpan());
                case DeclTree.Text text ->
                    unless(names, "layout " + text.name(), "layout " + text.name(), text.nameSpan());
                case DeclTree.Message message ->
                    unless(names, "message " + message.name(), "message " + message.name(), message.nameSpan());
                case DeclTree.Channel channel ->
                    unless(names, "channel " + channel.name(), "channel " + channel.name(), channel.nameSpan());
                case DeclTree.Role role -> members(names, role);
                default -> {}
            }
        }
    }

    private static void members(Names names, DeclTree.Role role) {
        for (DeclTree.Member member : role.members()) {
            switch (member) {
                case DeclTree.Knows knows ->
                    unless(
                            names,
                            "variable " + knows.nameSpan(),
                            knows.name() + " of " + role.name(),
                            knows.nameSpan());
                case DeclTree.Variables declared -> {
                    String kind = declared.lifetime().equals("node") ? "store " : "variable ";
                    declared.variables()
                            .forEach(v -> unless(names, kind + v.span(), v.name() + " of " + role.name(), v.span()));
                }
                case DeclTree.Action action ->
                    unless(names, "action " + action.nameSpan(), "action " + action.name(), action.nameSpan());
                case DeclTree.State ignored -> {}
            }
        }
    }

    private static void unless(Names names, String key, String what, Span span) {
        if (!names.used.contains(key)) {
            names.diagnostics.report(Code.T0304, span, what + " is never used", "unused", "use it or remove it");
        }
    }
}
