package com.foobar.deploy.state.question.network;

/**
 * Whether what was waited for came.
 *
 * @param elapsed whole seconds waited
 */
public record WaitAnswer(boolean met, long elapsed) {}
