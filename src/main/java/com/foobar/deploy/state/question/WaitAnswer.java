package com.foobar.deploy.state.question;

/**
 * Whether what was waited for came.
 *
 * @param elapsed whole seconds waited
 */
public record WaitAnswer(boolean met, long elapsed) {}
