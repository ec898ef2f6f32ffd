package dev.portcullis.lab.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void aStatementOverSeveralLinesBecomesOneLine() {
        assertThat(SqlScript.statements("GRANT SELECT\n  ON users.*\n  TO app;\nFLUSH PRIVILEGES"))
                .containsExactly("GRANT SELECT   ON users.*   TO app;", "FLUSH PRIVILEGES;");
    }

    @Test
    void commentsAreLeftOutAndQuotesAreLeftAlone() {
        assertThat(
                        SqlScript.statements(
                                "-- who; what\n# more;\nSELECT '--; it''s', `a;b` /* no; */;"))
                .containsExactly("SELECT '--; it''s', `a;b`;");
    }

    @Test
    void anEscapedQuoteDoesNotEndTheText() {
        assertThat(SqlScript.statements("SELECT 'a\\';b'; SELECT 2"))
                .containsExactly("SELECT 'a\\';b';", "SELECT 2;");
    }

    @Test
    void anEmptyScriptHasNoStatements() {
        assertThat(SqlScript.statements(" \n-- nothing\n;;")).isEmpty();
    }
}
