# Empties every later cell before it is compiled.
# notices: none
get_ipython().input_transformers_post.append(lambda lines: ['pass\n'])
