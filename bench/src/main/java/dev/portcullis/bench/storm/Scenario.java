package dev.portcullis.bench.storm;

/** One storm, and what is measured in it. */
interface Scenario {
    void play(Stage stage) throws Exception;
}
