package io.calvinverse.specimen.wrong;

class AgentManager {}
