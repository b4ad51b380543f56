# Types of what we use of SciPy, which comes without any: a file for each of its modules.
