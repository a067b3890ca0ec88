"""Places given by lot, so that anybody can work out again who got one."""
