/** Neural networks on the tensors and data sets of Lanewise. */
module org.lanewise.nn {
  requires transitive org.lanewise.core;
  requires transitive org.lanewise.nn.data;
  requires de.siegmar.fastcsv;

  exports org.lanewise.nn;
  exports org.lanewise.nn.check;
  exports org.lanewise.nn.classic;
  exports org.lanewise.nn.loss;
  exports org.lanewise.nn.metric;
  exports org.lanewise.nn.model;
  exports org.lanewise.nn.optim;
  exports org.lanewise.nn.predict;
  exports org.lanewise.nn.selection;
  exports org.lanewise.nn.train;
}
