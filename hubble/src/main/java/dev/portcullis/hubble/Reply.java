package dev.portcullis.hubble;

/** Whether a packet answers another. Nobody knows on drops, and unknown is not no. */
public enum Reply {
    YES,
    NO,
    UNKNOWN
}
