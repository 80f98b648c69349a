package io.calvinverse.specimen.wrong;

import hudson.model.Action;

class KnowsJenkins implements Action {}
