import protobuf from 'protobufjs';

/** Numbers of `TensorProto.DataType`. */
export const dataTypes = { float: 1, uint8: 2, int64: 7 } as const;

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: (typeof dataTypes)[keyof typeof dataTypes];
  /** Little-endian, as the format asks for. */
  readonly rawData: Uint8Array;
}

export interface OnnxNode {
  readonly opType: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** Inputs and outputs hold 32-bit floats; a size given as a name is known at run time. */
export interface OnnxValue {
  readonly name: string;
  readonly dims: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly doc: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

const irVersion = 8;
const opsetVersion = 13;
/** Numbers of `AttributeProto.AttributeType`. */
const attributeTypes = { int: 2, ints: 7 } as const;

const field = (id: number, type: string) => ({ id, type });
const many = (id: number, type: string) => ({ id, type, rule: 'repeated', options: { packed: false } });

/** The part of onnx.proto (https://github.com/onnx/onnx) that these files need. */
const model = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: field(1, 'int64'),
        producerName: field(2, 'string'),
        graph: field(7, 'Graph'),
        opsetImport: many(8, 'OperatorSet'),
        metadataProps: many(14, 'StringEntry'),
      },
    },
    OperatorSet: { fields: { domain: field(1, 'string'), version: field(2, 'int64') } },
    StringEntry: { fields: { key: field(1, 'string'), value: field(2, 'string') } },
    Graph: {
      fields: {
        node: many(1, 'Node'),
        name: field(2, 'string'),
        initializer: many(5, 'Tensor'),
        docString: field(10, 'string'),
        input: many(11, 'ValueInfo'),
        output: many(12, 'ValueInfo'),
      },
    },
    Node: {
      fields: {
        input: many(1, 'string'),
        output: many(2, 'string'),
        name: field(3, 'string'),
        opType: field(4, 'string'),
        attribute: many(5, 'Attribute'),
      },
    },
    Attribute: {
      fields: {
        name: field(1, 'string'),
        i: field(3, 'int64'),
        ints: many(8, 'int64'),
        type: field(20, 'int32'),
      },
    },
    Tensor: {
      fields: {
        dims: many(1, 'int64'),
        dataType: field(2, 'int32'),
        name: field(8, 'string'),
        rawData: field(9, 'bytes'),
      },
    },
    ValueInfo: { fields: { name: field(1, 'string'), type: field(2, 'Type') } },
    Type: { fields: { tensorType: field(1, 'TensorType') } },
    TensorType: { fields: { elemType: field(1, 'int32'), shape: field(2, 'Shape') } },
    Shape: { fields: { dim: many(1, 'Dimension') } },
    Dimension: { fields: { dimValue: field(1, 'int64'), dimParam: field(2, 'string') } },
  },
}).lookupType('Model');

const valueInfo = ({ name, dims }: OnnxValue) => ({
  name,
  type: {
    tensorType: {
      elemType: dataTypes.float,
      shape: { dim: dims.map((dim) => (typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim })) },
    },
  },
});

/** The bytes of an ONNX file; the same graph gives the same bytes. */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  return model
    .encode({
      irVersion,
      producerName: 'sotto',
      opsetImport: [{ domain: '', version: opsetVersion }],
      metadataProps: Object.entries(graph.metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name: graph.name,
        docString: graph.doc,
        input: graph.inputs.map(valueInfo),
        output: graph.outputs.map(valueInfo),
        initializer: graph.initializers,
        node: graph.nodes.map(({ attributes = {}, ...node }) => ({
          ...node,
          name: node.output[0],
          attribute: Object.entries(attributes).map(([name, value]) =>
            typeof value === 'number'
              ? { name, type: attributeTypes.int, i: value }
              : { name, type: attributeTypes.ints, ints: value },
          ),
        })),
      },
    })
    .finish();
}
