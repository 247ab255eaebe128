/** Neural networks on the compute core of Lanewise. */
module org.lanewise.nn {
  requires transitive org.lanewise.core;
  requires de.siegmar.fastcsv;

  exports org.lanewise.nn;
  exports org.lanewise.nn.check;
  exports org.lanewise.nn.classic;
  exports org.lanewise.nn.data;
  exports org.lanewise.nn.loss;
  exports org.lanewise.nn.metric;
  exports org.lanewise.nn.model;
  exports org.lanewise.nn.optim;
  exports org.lanewise.nn.predict;
  exports org.lanewise.nn.random;
  exports org.lanewise.nn.selection;
  exports org.lanewise.nn.tensor;
  exports org.lanewise.nn.train;
}
