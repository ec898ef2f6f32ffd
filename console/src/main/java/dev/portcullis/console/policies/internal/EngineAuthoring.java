package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.questions.PolicyQuestions;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.check.Finding;
import dev.portcullis.policy.preview.PolicyChange;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.Problem;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads texts with the engine, and tells what it finds by their lines. */
final class EngineAuthoring implements PolicyAuthoring {
    private static final int MOST = 100;

    private final PolicySets sets;
    private final PolicyQuestions questions;
    private final Completions completions;

    EngineAuthoring(PolicySets sets, PolicyQuestions questions, ClusterView view) {
        this.sets = sets;
        this.questions = questions;
        completions = new Completions(view);
    }

    @Override
    public List<TextProblem> problems(String yaml) {
        return switch (YamlReader.read(yaml)) {
            case YamlResult.Unreadable broken ->
                    List.of(
                            new TextProblem(
                                    Math.max(1, broken.line()),
                                    "error",
                                    "",
                                    broken.message(),
                                    broken.mend()));
            case YamlResult.Documents documents when documents.trees().isEmpty() ->
                    List.of(
                            new TextProblem(
                                    1,
                                    "error",
                                    "",
                                    "There is no policy in this text.",
                                    "Write or paste one."));
            case YamlResult.Documents documents -> problems(yaml, documents.trees());
        };
    }

    private List<TextProblem> problems(String yaml, List<Object> trees) {
        var lines = YamlLines.of(yaml);
        var problems = new ArrayList<TextProblem>();
        var policies = new ArrayList<Policy>();
        var documentOf = new HashMap<Object, Integer>();
        for (int i = 0; i < trees.size(); i++) {
            int document = i;
            switch (PolicyParser.parse(trees.get(i))) {
                case ParseResult.Rejected rejected ->
                        rejected.problems()
                                .forEach(p -> problems.add(of("error", p, lines, document)));
                case ParseResult.Parsed parsed -> {
                    parsed.warnings().forEach(p -> problems.add(of("warning", p, lines, document)));
                    for (var policy : parsed.policies()) {
                        policies.add(policy);
                        documentOf.put(policy.id(), document);
                    }
                }
            }
        }
        if (!policies.isEmpty()) {
            problems.addAll(findings(policies, documentOf, lines));
        }
        problems.sort(Comparator.comparingInt(TextProblem::line));
        return problems.stream().distinct().limit(MOST).toList();
    }

    private List<TextProblem> findings(
            List<Policy> policies, Map<Object, Integer> documentOf, YamlLines lines) {
        var all =
                PolicyChange.apply(
                        sets.current().policies(),
                        policies.stream().<PolicyChange>map(PolicyChange.Put::new).toList());
        return questions.findings(all, policies).stream()
                .map(
                        finding ->
                                new TextProblem(
                                        lines.line(
                                                documentOf.getOrDefault(finding.policy(), 0),
                                                path(finding)),
                                        finding.severity().name().toLowerCase(Locale.ROOT),
                                        finding.path(),
                                        finding.message(),
                                        finding.mend()))
                .toList();
    }

    /** Paths of findings begin inside {@code spec}. */
    private static String path(Finding finding) {
        return finding.path().isEmpty()
                        || finding.path().startsWith("spec")
                        || finding.path().startsWith("metadata")
                ? finding.path()
                : "spec." + finding.path();
    }

    private static TextProblem of(String severity, Problem problem, YamlLines lines, int document) {
        return new TextProblem(
                lines.line(document, problem.path()),
                severity,
                problem.path(),
                problem.message(),
                problem.mend());
    }

    @Override
    public List<Completion> complete(String yaml, int line, int column) {
        return yaml.length() > YamlReader.MOST_CHARACTERS
                ? List.of()
                : completions.at(yaml, line, column);
    }
}
