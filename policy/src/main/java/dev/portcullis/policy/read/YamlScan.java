package dev.portcullis.policy.read;

import java.util.Optional;

/**
 * Looks over YAML before it is parsed, in one pass and without memory: refuses what is nested too
 * deeply, and anchors and aliases, which no policy needs.
 *
 * <p>It follows quotes, comments and block scalars only as far as needed not to mistake their
 * contents for structure; where it errs, the parser's own limits still hold.
 */
final class YamlScan {

    private YamlScan() {}

    static Optional<YamlResult.Unreadable> refuse(String yaml) {
        int[] indents = new int[YamlReader.MOST_LEVELS + 2];
        int levels = 0;
        int brackets = 0;
        int blockScalarIndent = -1;
        char quote = 0;
        int number = 0;
        for (String line : (Iterable<String>) yaml.lines()::iterator) {
            number++;
            int indent = 0;
            while (indent < line.length() && line.charAt(indent) == ' ') {
                indent++;
            }
            boolean blank = indent == line.length();
            if (blockScalarIndent >= 0) {
                if (blank || indent > blockScalarIndent) {
                    continue;
                }
                blockScalarIndent = -1;
            }
            if (quote == 0 && brackets == 0 && !blank && line.charAt(indent) != '#') {
                int column = indent;
                while (levels > 0 && indents[levels - 1] >= column) {
                    levels--;
                }
                indents[levels++] = column;
                while (column + 1 < line.length()
                        && isIndicator(line.charAt(column))
                        && line.charAt(column + 1) == ' ') {
                    column += 2;
                    if (levels > YamlReader.MOST_LEVELS) {
                        return Optional.of(tooDeep(number));
                    }
                    indents[levels++] = column;
                }
                if (levels > YamlReader.MOST_LEVELS) {
                    return Optional.of(tooDeep(number));
                }
            }
            char before = ' ';
            for (int i = indent; i < line.length(); i++) {
                char c = line.charAt(i);
                if (quote != 0) {
                    if (c == '\\' && quote == '"') {
                        i++;
                    } else if (c == quote) {
                        quote = 0;
                    }
                    before = 'q';
                    continue;
                }
                boolean starts = before == ' ' || before == '[' || before == '{' || before == ',';
                if (c == '#' && before == ' ') {
                    break;
                }
                if ((c == '"' || c == '\'') && starts) {
                    quote = c;
                } else if ((c == '&' || c == '*')
                        && starts
                        && i + 1 < line.length()
                        && isName(line.charAt(i + 1))) {
                    return Optional.of(
                            new YamlResult.Unreadable(
                                    number,
                                    "Anchors and aliases (& and *) are not accepted.",
                                    "Write the value out, or put it in quotes if it is a text."));
                } else if ((c == '[' || c == '{') && (starts || brackets > 0)) {
                    if (++brackets + levels > YamlReader.MOST_LEVELS) {
                        return Optional.of(tooDeep(number));
                    }
                } else if ((c == ']' || c == '}') && brackets > 0) {
                    brackets--;
                } else if ((c == '|' || c == '>')
                        && brackets == 0
                        && starts
                        && isBlockHeader(line, i)) {
                    blockScalarIndent = indent;
                    break;
                }
                before = c == '\t' ? ' ' : c;
            }
        }
        return Optional.empty();
    }

    private static boolean isIndicator(char c) {
        return c == '-' || c == '?';
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private static boolean isBlockHeader(String line, int at) {
        for (int i = at + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '#' || c == ' ') {
                return true;
            }
            if (c != '+' && c != '-' && !Character.isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static YamlResult.Unreadable tooDeep(int line) {
        return new YamlResult.Unreadable(
                line,
                "The text is nested more than " + YamlReader.MOST_LEVELS + " levels deep.",
                "Flatten it.");
    }
}
