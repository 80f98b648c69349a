package io.calvinverse.specimen.wrong.services;

class Layered {}
