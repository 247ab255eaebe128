/** What networks compute on: tensors, named streams of random numbers, and data sets. */
module org.lanewise.nn.data {
  requires transitive org.lanewise.core;
  requires de.siegmar.fastcsv;

  exports org.lanewise.nn.data;
  exports org.lanewise.nn.random;
  exports org.lanewise.nn.tensor;
}
