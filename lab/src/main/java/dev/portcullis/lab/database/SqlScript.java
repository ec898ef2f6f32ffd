package dev.portcullis.lab.database;

import java.util.ArrayList;
import java.util.List;

/**
 * A SQL script cut into its statements. A server that reads a start-up file wants one statement a line, so comments and
 * line breaks outside of quotes are taken out. Stored programs with their own delimiter are not understood.
 */
final class SqlScript {

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private int at;

    private SqlScript(String text) {
        this.text = text;
    }

    static List<String> statements(String script) {
        return new SqlScript(script).cut();
    }

    private List<String> cut() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (startsComment()) {
                at = endOfLine();
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (next == '\'' || next == '"' || next == '`') {
                quoted(next);
            } else if (next == ';') {
                finish();
                at++;
            } else {
                statement.append(Character.isWhitespace(next) ? ' ' : next);
                at++;
            }
        }
        finish();
        return List.copyOf(statements);
    }

    private boolean startsComment() {
        return text.charAt(at) == '#'
                || (text.startsWith("--", at)
                        && (at + 2 == text.length()
                                || Character.isWhitespace(text.charAt(at + 2))));
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void quoted(char quote) {
        statement.append(quote);
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            statement.append(next);
            if (next == '\\' && quote != '`' && at < text.length()) {
                statement.append(text.charAt(at++));
            } else if (next == quote) {
                return;
            }
        }
    }

    private void finish() {
        String whole = statement.toString().strip();
        if (!whole.isEmpty()) {
            statements.add(whole + ";");
        }
        statement.setLength(0);
    }
}
